/** Supervised training: rows to batches, batches to gradients, gradients to steps. */
package gufo.engine.train;
