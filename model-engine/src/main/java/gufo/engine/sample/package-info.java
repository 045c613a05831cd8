/** Drawing from a model and asking for its exact probabilities. */
package gufo.engine.sample;
