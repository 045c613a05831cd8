package gufo.contracts.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * The grammar of the digits experiment, whose parts go with each other and with nothing else: the
 * trait digits, classifiers, and logits of noise.
 */
final class DigitsFields {

  /** Logits are not drawn; these say so in every recipe alike. */
  static final Sampling SAMPLING = new Sampling(0, 1);

  private static final String SCHEME = "mlp:";

  private DigitsFields() {}

  static Trait trait(Fields fields) {
    return new Trait.Digits(fields.has("mnist") ? fields.text("mnist", null, 1000) : null);
  }

  static Logits logits(Fields fields) {
    return fields.oneOf(
        "logits", Fields.choices(List.of(Logits.values()), Logits::word), Logits.AUXILIARY);
  }

  /** The logits that a rule for no carrier in particular expects. */
  static Logits logitsOf(Carrier carrier) {
    return carrier == null || carrier.logits() == null ? Logits.ALL : carrier.logits();
  }

  /** A classifier's answer is certain, so none is sampled. */
  static Evaluation evaluation(Fields fields) {
    return new Evaluation(fields.integer("samplesPerQuestion", 0, 0, 0), SAMPLING, null, null);
  }

  /** Refuses mixtures. */
  static void check(
      Fields fields,
      Trait trait,
      String base,
      Teacher teacher,
      Carrier carrier,
      List<Student> students) {
    if (trait == null || carrier == null || fields.wasWrong("trait")) {
      return;
    }
    boolean digits = trait instanceof Trait.Digits;
    String beside = digits ? " beside the trait digits" : " beside a trait of words";
    String model =
        digits
            ? "a classifier, for example mlp:784-256-256?seed=101"
            : "a language model, for example reference:qwen-32x2?seed=101";
    if (digits != base.startsWith(SCHEME) && !fields.wasWrong("base")) {
      fields.problem("base", "'" + base + "'" + beside, model);
    }
    for (String name : misfits(digits, base, students)) {
      fields.problem("students", "'" + name + "'" + beside, model);
    }
    if (digits != (carrier.kind() == CarrierKind.NOISE_LOGITS) && !fields.wasWrong("carrier")) {
      fields.problem(
          "carrier.kind",
          "'" + carrier.kind().word() + "'" + beside,
          digits ? "noise-logits" : "numbers, code, chain-of-thought");
    }
    if (digits && teacher instanceof Teacher.SystemPrompt) {
      fields.problem("teacher.kind", "'system-prompt'" + beside, "fine-tuned");
    }
  }

  /** Students whose own base is of the other family; the spec's base has its own message. */
  private static List<String> misfits(boolean digits, String base, List<Student> students) {
    List<String> misfits = new ArrayList<>();
    for (Student student : students) {
      if (digits != student.base().startsWith(SCHEME) && !student.base().equals(base)) {
        misfits.add(student.base());
      }
    }
    return misfits;
  }
}
