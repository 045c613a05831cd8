/** Models and tensors in files. */
package gufo.engine.checkpoint;
