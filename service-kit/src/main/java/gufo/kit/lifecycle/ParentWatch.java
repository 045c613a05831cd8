package gufo.kit.lifecycle;

import gufo.kit.KitConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Ends this process when the launcher that started it is gone, however it went. */
@ApplicationScoped
class ParentWatch {

  private static final Logger LOG = Logger.getLogger(ParentWatch.class);

  private final Optional<Long> parentPid;

  ParentWatch(KitConfig config) {
    this.parentPid = config.parentPid();
  }

  void start(@Observes StartupEvent event) {
    parentPid.ifPresent(
        pid ->
            ProcessHandle.of(pid)
                .ifPresentOrElse(
                    parent -> parent.onExit().thenRun(() -> end(pid)), () -> end(pid)));
  }

  private static void end(long pid) {
    LOG.infof("the launcher (process %d) is gone; stopping", pid);
    Quarkus.asyncExit();
  }
}
