/**
 * From the facts about a plan's nodes to the result of the experiment, and from the result to a
 * page for people. Pure: the same facts give the same text.
 */
package gufo.evaluator.report;
