/** Native memory, threads, and randomness: all that the rooms above need to know of the library. */
package gufo.engine.tensor;
