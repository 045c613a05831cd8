/** The port to families of models, and the families. */
package gufo.engine.backend;
