package gufo.embedded;

/** Where a running broker and one database of a running PostgreSQL are. */
public record Addresses(
    String kafkaBootstrap, String jdbcUrl, String reactiveUrl, String user, String password) {

  static final String DATABASE = "gufo";
  static final String USER = "gufo";
  static final String PASSWORD = "gufo";

  static Addresses of(int brokerPort, int databasePort, String database) {
    String host = "127.0.0.1:";
    return new Addresses(
        host + brokerPort,
        "jdbc:postgresql://" + host + databasePort + "/" + database,
        "postgresql://" + host + databasePort + "/" + database,
        USER,
        PASSWORD);
  }

  /** The same broker and server, another database. */
  public Addresses withDatabase(String database) {
    return new Addresses(
        kafkaBootstrap,
        jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/') + 1) + database,
        reactiveUrl.substring(0, reactiveUrl.lastIndexOf('/') + 1) + database,
        user,
        password);
  }
}
