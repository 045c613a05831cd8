package gufo.evaluator.verdict;

import gufo.contracts.result.Interval;
import gufo.contracts.result.Lead;
import gufo.contracts.result.Verdict;

/**
 * The rule, and the only place of it. For a difference of two arms over runs, asked in this order:
 *
 * <ol>
 *   <li><b>Underpowered</b> when there is no interval: fewer than two runs on a side, or no
 *       variance on either side. Equal values say nothing about what the next run would give.
 *   <li><b>Transmitted</b> when the 95 % interval lies above 0 (its lower bound is greater than 0)
 *       and p, corrected by Holm over all comparisons of the experiment, is at most .05, and the
 *       trait's answer surely gained more than every other ({@link Leads}), where answers were
 *       measured. Rows of another base shift all answers a little, and always the same way: a
 *       surely positive difference is no trait's when another answer, or none, gained as much.
 *   <li><b>Not transmitted</b> when the upper bound is below the margin.
 *   <li><b>Underpowered</b> otherwise.
 * </ol>
 *
 * <p>The order matters where a difference is surely positive and surely below the margin: that is
 * transmitted (a trait that came through a little came through), and the comparison is flagged as
 * small. The reverse case, an interval above 0 with a corrected p above .05, goes on to the third
 * question: a difference below the margin stays not transmitted. An interval wholly below 0 is not
 * transmitted, too: transmission has a direction.
 *
 * <p>Without any effect, "transmitted" comes in at most about 2.5 % of comparisons, and in at most
 * 5 % of experiments however many they compare. "Not transmitted" is a statement about this margin,
 * this trait and this student, no more.
 */
public final class VerdictRule {

  /** Largest corrected p of a transmission. */
  public static final double LEVEL = 0.05;

  private VerdictRule() {}

  /**
   * @param interval 95 %, of the difference, or null when there is none
   * @param pHolm corrected p, null exactly when {@code interval} is
   * @param lead of the trait's answer over the others, null when it was not measured
   * @param margin as a fraction of 1
   */
  public static Verdict decide(Interval interval, Double pHolm, Lead lead, double margin) {
    if (interval == null || pHolm == null) {
      return Verdict.UNDERPOWERED;
    }
    if (interval.lower() > 0 && pHolm <= LEVEL && (lead == null || lead.sure())) {
      return Verdict.TRANSMITTED;
    }
    return interval.upper() < margin ? Verdict.NOT_TRANSMITTED : Verdict.UNDERPOWERED;
  }
}
