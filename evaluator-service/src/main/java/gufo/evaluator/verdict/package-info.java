/**
 * The statistics of an experiment and the one rule that turns them into a verdict. Pure: numbers
 * in, numbers out. The unit is the run (its own rows, its own student), never the question or the
 * sampled answer.
 */
package gufo.evaluator.verdict;
