package gufo.filter.rules;

import java.util.List;

/**
 * 64 bits that stand for a text or for tokens, never 0: FNV-1a with a last mix. Two of a million
 * different texts share one with a chance of about 3 in 100 million.
 */
final class Fingerprint {

  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fingerprint() {}

  static long of(String text) {
    long hash = START;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return mixed(hash);
  }

  static long of(List<Integer> tokens) {
    long hash = START;
    for (int token : tokens) {
      hash = (hash ^ token) * PRIME;
    }
    return mixed(hash);
  }

  private static long mixed(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    mixed ^= mixed >>> 29;
    return mixed == 0 ? 1 : mixed;
  }
}
