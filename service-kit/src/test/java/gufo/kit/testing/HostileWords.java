package gufo.kit.testing;

import java.util.List;

/** What {@link HostileHttp} says where something else is expected. */
final class HostileWords {

  static final List<String> METHODS =
      List.of("GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");

  static final List<String> VALUES =
      List.of(
          "",
          "%20",
          "0",
          "-1",
          "1e400",
          "NaN",
          "99999999999999999999",
          "2147483648",
          "null",
          "true",
          "%00",
          "a%00b",
          "%ff%fe",
          "%c0%ae%c0%ae/",
          "%ed%a0%80",
          "%",
          "%zz",
          "..",
          "../../../../etc/passwd",
          "..%2f..%2f..%2fetc%2fpasswd",
          "%2e%2e%2f%2e%2e%2fetc/passwd",
          "..%5c..%5cwindows",
          "/etc/passwd",
          "file:%2f%2f%2fetc%2fpasswd",
          "';drop%20table%20job;--",
          "$%7b7*7%7d",
          "%7b%7b7*7%7d%7d",
          "%3cscript%3ealert(1)%3c/script%3e",
          "%0d%0aSet-Cookie:%20a=b",
          "%f0%9f%a6%89",
          "a;b=c",
          "2026-11-26T10:15:30Z",
          "%2b1000000000-12-31T23:59:59Z",
          "-1000000000-01-01T00:00:00Z",
          "*",
          "x".repeat(3000),
          "%2c".repeat(500));

  static final List<String> TYPES =
      List.of(
          "application/json",
          "application/yaml",
          "application/yaml; charset=utf-16",
          "multipart/form-data",
          "multipart/form-data; boundary=gufo",
          "application/x-www-form-urlencoded",
          "text/plain",
          "application/xml",
          "application/octet-stream",
          "*/*",
          "nonsense",
          "application/json, application/json",
          "");

  static final List<String> HEADERS =
      List.of(
          "Accept: application/json",
          "Accept: text/html",
          "Accept: nonsense",
          "Accept: application/x-ndjson",
          "Accept-Encoding: gzip, br, nonsense",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "Range: bytes=0-0",
          "Idempotency-Key: ",
          "Idempotency-Key: \u0000",
          "Idempotency-Key: " + "k".repeat(201),
          "Idempotency-Key: \u00e9\u00ff",
          "Gufo-Sweep: \u00e9",
          "Gufo-Sweep: " + "k".repeat(201),
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-Host: elsewhere.example",
          "Forwarded: host=elsewhere.example",
          "Cookie: a=" + "b".repeat(3000),
          "traceparent: 00-zz-zz-01",
          "Upgrade: h2c",
          "Host: elsewhere.example");

  static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "{}",
          "NaN",
          "[".repeat(5000),
          "{a: ".repeat(5000),
          "- ".repeat(5000),
          "9".repeat(100_000),
          "name: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
          "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
          "a: &a [*a]",
          "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
          "--gufo\r\nContent-Disposition: form-data; name=\"rules\"; filename=\"../../x\"\r\n\r\nx\r\n--gufo--\r\n",
          "--gufo\r\n",
          "x".repeat(1 << 20));

  private HostileWords() {}
}
