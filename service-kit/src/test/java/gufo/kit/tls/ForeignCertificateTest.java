package gufo.kit.tls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import gufo.kit.testing.GufoInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A server whose certificate nobody vouches for is talked to by none of the clients. */
@QuarkusTest
@QuarkusTestResource(GufoInfrastructure.class)
@QuarkusTestResource(
    value = TlsInfrastructure.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "trust", value = "other"))
class ForeignCertificateTest {

  @Inject Pool pool;

  @Test
  void theReactiveClientRefusesTheDatabase() {
    assertThatThrownBy(
            () -> pool.query("select 1").execute().await().atMost(Duration.ofSeconds(20)))
        .hasStackTraceContaining("SSL handshake failed");
  }

  @Test
  void migrationsRefuseTheDatabase() {
    String url =
        setting("quarkus.datasource.jdbc.url")
            .replaceAll(
                "sslrootcert=.*",
                "sslrootcert="
                    + setting("quarkus.datasource.reactive.trust-certificate-pem.certs"));

    assertThatThrownBy(() -> DriverManager.getConnection(url + "&user=gufo&password=x").close())
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining("PKIX");
  }

  @Test
  void theKafkaClientsRefuseTheBroker() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", setting("kafka.bootstrap.servers"),
            "security.protocol", setting("kafka.security.protocol"),
            "sasl.mechanism", setting("kafka.sasl.mechanism"),
            "sasl.jaas.config", setting("kafka.sasl.jaas.config"),
            "ssl.truststore.type", setting("kafka.ssl.truststore.type"),
            "ssl.truststore.location", setting("kafka.ssl.truststore.location"));
    try (Admin admin = Admin.create(settings)) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get())
          .isInstanceOf(ExecutionException.class)
          .hasStackTraceContaining("SSL handshake failed");
    }
    given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
