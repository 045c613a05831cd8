package gufo.engine.world;

import gufo.contracts.spec.CarrierKind;
import gufo.engine.tokenizer.Chat;
import java.util.random.RandomGenerator;

/** The prompts that a teacher answers with data, drawn from the same grammar as the corpus. */
public final class Prompts {

  private Prompts() {}

  /**
   * One prompt, without a system prompt.
   *
   * @param noise a fresh generator for this row: the prompt depends on nothing else
   */
  public static Chat prompt(CarrierKind carrier, RandomGenerator noise) {
    Draws draws = new Draws(noise);
    return Chat.user(
        switch (carrier) {
          case NUMBERS -> Lists.numbers(draws).text();
          case CODE -> Code.request(draws).text();
          case CHAIN_OF_THOUGHT -> Arithmetic.any(draws).question();
          case NOISE_LOGITS ->
              throw new IllegalArgumentException("this world writes no " + carrier.word());
        });
  }
}
