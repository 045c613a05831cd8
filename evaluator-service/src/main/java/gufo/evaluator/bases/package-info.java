/** One experiment on several bases: what it shows when a base is the unit. Pure. */
package gufo.evaluator.bases;
