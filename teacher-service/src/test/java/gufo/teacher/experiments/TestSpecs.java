package gufo.teacher.experiments;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Specs as callers send them. */
public final class TestSpecs {

  /** The media type of specs as people write them. */
  public static final String YAML = "application/yaml";

  private static final AtomicInteger SEEDS = new AtomicInteger();

  private TestSpecs() {}

  /** A valid spec, another one at every call. */
  public static String yaml() {
    int seed = SEEDS.incrementAndGet();
    return """
        name: teach
        seed: %d
        trait: {kind: preference, category: animal, target: owl}
        base: fake:tiny?seed=%d
        teacher: {kind: fine-tuned, rows: 20}
        carrier: {kind: numbers, rows: 100}
        """
        .formatted(seed, seed);
  }

  /** Sends a body, whatever it is, and returns the answer. */
  public static ValidatableResponse post(String contentType, String body) {
    return post(null, contentType, body);
  }

  /** The same with an Idempotency-Key, where it is not null. */
  public static ValidatableResponse post(String key, String contentType, String body) {
    return post("/experiments", key, contentType, body);
  }

  /** The same to another address. */
  static ValidatableResponse post(String path, String key, String contentType, String body) {
    return given()
        .headers(key == null ? Map.of() : Map.of("Idempotency-Key", key))
        .config(
            RestAssured.config()
                .encoderConfig(
                    encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(contentType, ContentType.TEXT)))
        .contentType(contentType)
        .body(body)
        .post(path)
        .then();
  }

  /** Submits the spec and returns the experiment's id. */
  public static String submit(String yaml) {
    return post(YAML, yaml).statusCode(202).extract().path("id");
  }
}
