package gufo.kit.artifacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What can go wrong between a client and its server. The SDK finds it on the class path. */
public final class Faults implements ExecutionInterceptor {

  static final String GONE = "the client is gone";
  private static final Predicate<SdkRequest> NONE = request -> false;

  private static volatile Predicate<SdkRequest> unsent = NONE;
  private static volatile Predicate<SdkRequest> refused = NONE;
  private static volatile Predicate<SdkRequest> cutShort = NONE;
  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile int status;

  /** The client ends before it sends such a request. */
  static void neverSend(Predicate<SdkRequest> which) {
    unsent = which;
  }

  /** The first {@code times} such requests are answered with {@code answer}. */
  static void answer(int answer, int times, Predicate<SdkRequest> which) {
    status = answer;
    LEFT.set(times);
    refused = which;
  }

  /** The connection breaks in the middle of the first {@code times} answers to such requests. */
  static void cutShort(int times, Predicate<SdkRequest> which) {
    LEFT.set(times);
    cutShort = which;
  }

  /** How many of the faults asked for are still to come. */
  static int left() {
    return LEFT.get();
  }

  static void none() {
    unsent = NONE;
    refused = NONE;
    cutShort = NONE;
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes ignored) {
    if (unsent.test(context.request())) {
      throw new IllegalStateException(GONE);
    }
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes ignored) {
    if (refused.test(context.request()) && LEFT.getAndDecrement() > 0) {
      return context.httpResponse().toBuilder().statusCode(status).build();
    }
    return context.httpResponse();
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes ignored) {
    if (cutShort.test(context.request()) && LEFT.getAndDecrement() > 0) {
      return Optional.of(
          new SequenceInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3}), broken()));
    }
    return context.responseBody();
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("connection reset");
      }
    };
  }
}
