package gufo.kit.jobs;

import gufo.contracts.work.LongWork;
import java.nio.file.Path;

/** What a running job may use. */
public interface Work extends LongWork {

  /** An empty folder for this attempt, removed afterwards. */
  Path scratch();
}
