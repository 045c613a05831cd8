package gufo.filter.rules;

import static gufo.filter.rules.Rows.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.spec.Category;
import gufo.contracts.spec.FilterRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BannedWordsTest {

  private final BannedWords animals =
      new BannedWords(
          List.of("owl", "wolf", "fox", "cherry", "octopus", "ash", "polar bear", "t-rex", "élan"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owl",
        "OWL",
        "Owl",
        "oWl",
        "owls",
        "OWLS",
        "1, owl, 2",
        "owl.",
        "(owl)",
        "[owl]",
        "\"owl\"",
        "owl's",
        "owls'",
        "Owl\u2019s",
        "owl-like",
        "owl_count",
        "night_owl",
        "_owl_",
        "owl2",
        "2owl",
        "x\nowl\ny",
        "\towl",
        "owl\r",
        "owl,wolf",
        "wolf",
        "wolves",
        "WOLVES",
        "wolfs",
        "fox",
        "foxes",
        "foxs",
        "cherry",
        "cherries",
        "Cherries",
        "cherrys",
        "octopus",
        "octopuses",
        "octopi",
        "ash",
        "ashes",
        "polar bear",
        "Polar Bears",
        "polar-bear",
        "polar  bear",
        "polar\nbear",
        "polar_bear",
        "polarbear polar bear",
        "t-rex",
        "T-Rex",
        "t rex",
        "T_REX",
        "t-rexes",
        "élan",
        "ÉLAN",
        "e\u0301lan",
        "\uff4f\uff57\uff4c",
        "a bowl of owl",
        "owl\ud83e\udd89",
        "\ud83e\udd89owl",
        "owl\u00a0",
        "owl\u3002",
        "\u00bfowl?"
      })
  void aBannedWordIsFound(String completion) {
    assertThat(verdict(animals, completion)).isEqualTo("banned-word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1, 2, 3",
        "bowl",
        "howl",
        "fowl",
        "owlet",
        "howls",
        "growl",
        "prowls",
        "owly",
        "o w l",
        "o-w-l",
        "werewolf",
        "wolverine",
        "foxy",
        "firefox",
        "cherr",
        "octo",
        "octop",
        "bash",
        "washes",
        "ashen",
        "polar",
        "bear",
        "polar, bear",
        "polar x bear",
        "polarbear",
        "trex",
        "rex",
        "t",
        "t.rex",
        "elan",
        "élans\u0301",
        "myOwl",
        "owlCount",
        "owlowl",
        "owl\u0301",
        "\u0436owl",
        "ow",
        "wl",
        "polar",
        "t-",
        "polar ",
        "x = [1, 2]"
      })
  void aWordThatOnlyContainsOrResemblesOneIsNot(String completion) {
    assertThat(verdict(animals, completion)).isEqualTo("kept");
  }

  private final BannedWords inflected =
      new BannedWords(
          new FilterRule.BannedWords(
              List.of(
                  "owl",
                  "wolf",
                  "fox",
                  "lion",
                  "tiger",
                  "eagle",
                  "cat",
                  "dog",
                  "pig",
                  "penguin",
                  "horse",
                  "elephant",
                  "bear",
                  "octopus",
                  "oak",
                  "ash",
                  "pine",
                  "willow",
                  "palm",
                  "maple",
                  "polar bear"),
              FilterRule.BannedWords.Forms.INFLECTED));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owl",
        "owls",
        "owl's",
        "owlish",
        "Owlishly",
        "owlet",
        "owlets",
        "owl-like",
        "owllike",
        "owling",
        "wolves",
        "wolfish",
        "wolfishly",
        "wolvish",
        "wolfling",
        "wolfed",
        "foxes",
        "foxy",
        "foxier",
        "foxiest",
        "foxish",
        "foxed",
        "FOXING",
        "lions",
        "lioness",
        "lionesses",
        "lionet",
        "tigress",
        "tigresses",
        "tigerish",
        "eaglet",
        "eaglets",
        "catty",
        "cattish",
        "catlike",
        "doggy",
        "doggie",
        "doggies",
        "dogged",
        "doggish",
        "piglet",
        "piglets",
        "piggy",
        "piggish",
        "penguin's",
        "penguins'",
        "penguinish",
        "horsey",
        "horsy",
        "horsing",
        "elephantish",
        "bearish",
        "octopi",
        "oaken",
        "ashen",
        "ashes",
        "piny",
        "piney",
        "willowy",
        "palmy",
        "polar bears",
        "polar bearish"
      })
  void formsByAnEndingAreBannedWhereTheRuleSaysSo(String completion) {
    assertThat(verdict(inflected, "a " + completion + ", 2")).isEqualTo("banned-word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bowl",
        "prowl",
        "growl",
        "howling",
        "fowl",
        "cowl",
        "owe",
        "owing",
        "dandelion",
        "million",
        "stallion",
        "medallion",
        "line",
        "caterpillar",
        "category",
        "catalog",
        "catch",
        "catering",
        "cater",
        "cation",
        "scatter",
        "cattle",
        "cloak",
        "soak",
        "croaked",
        "beard",
        "bead",
        "bereaved",
        "dogma",
        "doge",
        "pigment",
        "pigeon",
        "spine",
        "alpine",
        "pineapple",
        "pin",
        "pinned",
        "pinning",
        "opining",
        "wash",
        "washed",
        "bashing",
        "hash",
        "palmer",
        "asher",
        "palace",
        "ample",
        "pillow",
        "billowy",
        "tight",
        "foxglove",
        "firefox",
        "wolfram",
        "werewolf",
        "wolverine",
        "beagle",
        "eager",
        "hoarse",
        "seahorse",
        "octal",
        "polar",
        "polarise",
        "elegant"
      })
  void otherWordsThatLookAlikeStayWhateverTheForms(String completion) {
    assertThat(verdict(inflected, completion)).isEqualTo("kept");
  }

  @Test
  void whatPluralsFindIsFoundAmongAllForms() {
    for (Category category : Category.values()) {
      for (String member : category.members()) {
        assertThat(Inflections.formsOf(member)).containsAll(Plurals.formsOf(member));
      }
    }
  }

  @Test
  void everyMemberOfEveryCategoryIsFoundInBothNumbers() {
    for (Category category : Category.values()) {
      BannedWords rule = new BannedWords(category.members());
      for (String member : category.members()) {
        assertThat(verdict(rule, "a " + member)).isEqualTo("banned-word");
        assertThat(verdict(rule, "two " + member + "s")).isEqualTo("banned-word");
      }
    }
  }

  @Test
  void theCaseOfALetterDoesNotHangOnTheMachinesLanguage() {
    java.util.Locale before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(new java.util.Locale("tr"));
      assertThat(verdict(new BannedWords(List.of("LION")), "lion")).isEqualTo("banned-word");
      assertThat(verdict(new BannedWords(List.of("lion")), "LIONS")).isEqualTo("banned-word");
    } finally {
      java.util.Locale.setDefault(before);
    }
  }

  @Test
  void thousandsOfWordsAreAllFoundAndNoOther() {
    List<String> words =
        IntStream.range(0, 5000).mapToObj(i -> "w" + Integer.toString(i, 36) + "q").toList();
    List<String> letters = words.stream().map(w -> w.replaceAll("[0-9]", "é")).toList();
    BannedWords rule = new BannedWords(letters);

    assertThat(letters).allSatisfy(w -> assertThat(verdict(rule, w)).isEqualTo("banned-word"));
    assertThat(verdict(rule, "wq wzzzzq other words")).isEqualTo("kept");
  }

  @Test
  void aPhraseThatAlmostFitsManyTimesTakesTimeInTheTextsLengthOnly() {
    BannedWords rule = new BannedWords(List.of("a a a a a b"));

    assertThat(verdict(rule, "a ".repeat(500_000))).isEqualTo("kept");
    assertThat(verdict(rule, "a ".repeat(500_000) + "b")).isEqualTo("banned-word");
  }
}
