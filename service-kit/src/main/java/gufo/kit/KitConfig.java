package gufo.kit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What every stage is told from outside. */
@ConfigMapping(prefix = "gufo")
public interface KitConfig {

  /** Which parts of the mechanism this process runs. */
  Roles roles();

  Runner runner();

  /** The engine of stages that hold models; the filter has none. */
  Engine engine();

  /** Who may ask over HTTP. */
  Authentication authentication();

  /** How much is taken from one caller over HTTP. */
  Http http();

  /** What this process costs, for those who want to see money. */
  Price price();

  /**
   * The artifact store: a {@code file:} URI of a folder that all stages share, or {@code
   * s3://BUCKET/PREFIX}.
   */
  URI artifacts();

  /** The server behind an {@code s3:} artifact store; read for no other. */
  S3 s3();

  /** A folder of this process alone, for models in use and work in progress. */
  @WithDefault("${java.io.tmpdir}/gufo-scratch")
  Path scratch();

  /** Put in front of every topic name, so that several systems can share a broker. */
  Optional<String> topicPrefix();

  /** When this process is gone, this stage ends too. Set by the launcher. */
  Optional<Long> parentPid();

  /** One image, several roles. */
  interface Roles {
    /**
     * Takes in facts from Kafka. One process of a stage; the others may come and go without a
     * rebalance of its consumer groups.
     */
    @WithDefault("true")
    boolean intake();

    /** Publishes the outbox. One process of a stage. */
    @WithDefault("true")
    boolean relay();

    /** Does the work. Any number of processes of a stage. */
    @WithDefault("true")
    boolean runner();
  }

  /** The runner of jobs. */
  interface Runner {
    /** Jobs at a time. */
    @WithDefault("2")
    int slots();

    /** How long a claim holds without a heart-beat; a heart-beat comes every third of it. */
    @WithDefault("8s")
    Duration lease();

    /** Longest time between two looks for work when no notification came. */
    @WithDefault("5s")
    Duration poll();

    /** Time between two checkpoints of long work. */
    @WithDefault("10s")
    Duration checkpointEvery();

    /**
     * How long a stopping process lets its work take a last step, checkpoint and give its leases
     * back.
     */
    @WithDefault("8s")
    Duration stopWithin();

    /** Tries of work that reports an error before the recipe is given up. */
    @WithDefault("3")
    int maxErrors();

    /** Lost leases before the recipe is given up: the work kills its runner, again and again. */
    @WithDefault("20")
    int maxLostLeases();

    /** Times that one input of a job may be lost and restored before the recipe is given up. */
    @WithDefault("5")
    int maxLosses();
  }

  /** How models are computed. */
  interface Engine {
    /**
     * What this process's jobs compute on: {@code cpu}, {@code cuda} (the first GPU), {@code
     * cuda:N}, or {@code auto}, which is cuda where there is one and else cpu.
     */
    @WithDefault("cpu")
    String device();
  }

  /** Callers and what each may do. */
  interface Authentication {
    /**
     * Whether a caller must show a token. Without, everyone who reaches the port may do everything,
     * so the process then listens on a loopback address or does not start.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * A folder with a file for each caller, named {@code CALLER.ROLE}, that holds the caller's
     * token. Roles: {@code read}, {@code submit}, which may also read, and {@code admin}, which may
     * do everything.
     */
    Optional<Path> tokens();
  }

  /** Bounds of the HTTP interface. */
  interface Http {
    /** POST requests of one caller: so many at once, and as many again over each minute. */
    @WithDefault("300")
    int submissionsPerMinute();

    /** Longest time a submission is answered in; what it began may still take effect. */
    @WithDefault("30s")
    Duration submissionTimeout();
  }

  /** Told for runners whose work costs something; else nothing of it is counted. */
  interface Price {
    /** Of one hour of this process with all its slots; 0 or more. */
    Optional<Double> perHour();

    /** What the price is in. */
    @WithDefault("EUR")
    String currency();
  }

  /**
   * S3, or a server that speaks its protocol. Credentials are not set here: they come from the
   * SDK's default chain (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, web identity, the shared
   * credentials file, the container's or machine's role).
   */
  interface S3 {
    /** Another server than Amazon's: {@code http://HOST:PORT}. */
    Optional<URI> endpoint();

    /** The bucket's region. Other servers mostly ignore it. */
    @WithDefault("${AWS_REGION:us-east-1}")
    String region();

    /** The bucket's name in the path instead of the host name, as many other servers want it. */
    @WithDefault("false")
    boolean pathStyle();

    /** Larger blobs are sent in parts of this size: 5M to 5G. A part is what a retry repeats. */
    @WithDefault("16M")
    MemorySize partSize();

    /** Tries of one request before it is told as failed. */
    @WithDefault("6")
    int attempts();

    /** How long the server may be silent, and sending one part may take, before the next try. */
    @WithDefault("60s")
    Duration timeout();
  }
}
