package gufo.kit.artifacts;

import gufo.kit.KitConfig;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of S3 or of a server that speaks its protocol. Credentials: the SDK's default chain. */
final class Clients {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  private Clients() {}

  static S3Client of(KitConfig.S3 config) {
    var builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .forcePathStyle(config.pathStyle())
            // Uploads carry an MD5 and reads are checked against a sha256; not every server knows
            // the newer checksums.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_WITHIN)
                    .socketTimeout(config.timeout()))
            .overrideConfiguration(
                override ->
                    override.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(config.attempts())
                            .build()));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
