/**
 * What an experiment ends in: the object that {@code gufo run --json} prints and the API serves.
 */
package gufo.contracts.result;
