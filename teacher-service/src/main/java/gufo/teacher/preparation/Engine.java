package gufo.teacher.preparation;

import gufo.engine.backend.Backends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes the model engine's back ends injectable. */
class Engine {
  @Produces
  @ApplicationScoped
  Backends backends() {
    return new Backends();
  }
}
