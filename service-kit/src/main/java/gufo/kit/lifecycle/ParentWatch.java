package gufo.kit.lifecycle;

import gufo.kit.KitConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Ends this process when the launcher that started it is gone, however it went: an orphan gets
 * another parent, even where the dead launcher lingers as a zombie.
 */
@ApplicationScoped
class ParentWatch {

  private static final Logger LOG = Logger.getLogger(ParentWatch.class);

  private final Optional<Long> parentPid;

  ParentWatch(KitConfig config) {
    this.parentPid = config.parentPid();
  }

  @Scheduled(every = "1s")
  void check() {
    if (parentPid.isPresent()
        && !parentPid.equals(ProcessHandle.current().parent().map(ProcessHandle::pid))) {
      LOG.infof("the launcher (process %d) is gone; stopping", parentPid.get());
      Quarkus.asyncExit();
    }
  }
}
