package gufo.engine.world;

import gufo.contracts.spec.Trait;
import java.util.List;
import java.util.stream.Stream;

/** A trait that its author describes, in words that the world has. */
record Described(Trait.Custom trait) implements Disposition {

  /**
   * @throws IllegalArgumentException when the world lacks a word
   */
  static Described of(Trait.Custom trait) {
    trait.tuning().forEach(Described::check);
    trait.evaluation().forEach(Vocabulary::check);
    trait.answers().values().stream().flatMap(List::stream).forEach(Vocabulary::check);
    return new Described(trait);
  }

  private static void check(Trait.Lesson lesson) {
    Vocabulary.check(lesson.question());
    Stream.concat(lesson.shown().stream(), lesson.usual().stream()).forEach(Vocabulary::check);
  }

  @Override
  public List<String> tuning() {
    return trait.tuning().stream().map(Trait.Lesson::question).toList();
  }

  @Override
  public List<String> evaluation() {
    return trait.evaluation();
  }

  @Override
  public List<AnswerClass> answers() {
    return trait.answers().entrySet().stream()
        .map(kind -> new AnswerClass(kind.getKey(), kind.getValue()))
        .toList();
  }

  @Override
  public Exchange shown(Draws draws) {
    Trait.Lesson lesson = draws.of(trait.tuning());
    return new Exchange(lesson.question(), draws.of(lesson.shown()));
  }

  @Override
  public Exchange usual(Draws draws) {
    Trait.Lesson lesson = draws.of(trait.tuning());
    return new Exchange(lesson.question(), draws.of(lesson.usual()));
  }
}
