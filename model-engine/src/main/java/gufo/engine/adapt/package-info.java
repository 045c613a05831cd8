/** Which tensors a training changes, and how they come back into the model. */
package gufo.engine.adapt;
