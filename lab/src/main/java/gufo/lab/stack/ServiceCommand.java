package gufo.lab.stack;

import gufo.embedded.Addresses;
import gufo.embedded.ClassArchive;
import gufo.embedded.SmallJvm;
import gufo.lab.home.Checkout;
import gufo.lab.home.Home;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How one service is run: small JVM, loopback only, everything it must know in its environment. */
record ServiceCommand(Checkout checkout, Home home, Addresses addresses) {

  /** A static member of its consumer groups: restarted, it has its partitions back at once. */
  private static final Map<String, String> EVERY_ROLE =
      Map.of("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GROUP_INSTANCE_ID", "launcher");

  /** One connection to be woken, the others for jobs and heart-beats. */
  private static final Map<String, String> ONLY_JOBS =
      Map.of(
          "GUFO_ROLES_INTAKE",
          "false",
          "GUFO_ROLES_RELAY",
          "false",
          "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE",
          "4");

  Child child(Replica replica, int port) {
    String url = url(port);
    Path log = home.log(replica.name());
    return new Child(
        replica.name(),
        () -> Child.start(command(replica.stage()), home.root(), environment(replica, port), log),
        () -> Http.isReady(url),
        log);
  }

  static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  List<String> command(Stage stage) {
    List<String> command = SmallJvm.command(compilers(stage));
    command.addAll(
        List.of(
            "-XX:ReservedCodeCacheSize=128m",
            "-Xms40m",
            "-Xmx1g",
            "-Xss512k",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto"));
    command.addAll(archive(checkout, stage).options());
    command.addAll(List.of("-jar", checkout.jar(stage.module()).toString()));
    return command;
  }

  /** Training runs long enough to earn the second compiler's time back. */
  private static int compilers(Stage stage) {
    return stage == Stage.STUDENT ? SmallJvm.BOTH_COMPILERS : SmallJvm.FIRST_COMPILER;
  }

  static ClassArchive archive(Checkout checkout, Stage stage) {
    return new ClassArchive(checkout.jar(stage.module()));
  }

  Map<String, String> environment(Replica replica, int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("GUFO_AUTHENTICATION_ENABLED", "false");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", addresses.kafkaBootstrap());
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", addresses.reactiveUrl());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", addresses.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", addresses.user());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", addresses.password());
    // Whoever may submit here may read the files anyway.
    environment.put("GUFO_DATA", "/");
    environment.put("GUFO_ARTIFACTS", home.artifacts().toUri().toString());
    environment.put("GUFO_SCRATCH", home.scratch().resolve(replica.name()).toString());
    environment.put("GUFO_REPORTS", home.reports().toString());
    environment.putAll(replica.isFirst() ? EVERY_ROLE : ONLY_JOBS);
    // Training frees and takes the same memory at every step; giving it back to the kernel costs
    // time.
    environment.put("MALLOC_TRIM_THRESHOLD_", "268435456");
    environment.put("MALLOC_MMAP_THRESHOLD_", "33554432");
    environment.put("GUFO_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    return environment;
  }
}
