/**
 * Pictures for the digits experiment, each drawn anew from its name: digits from a program or from
 * MNIST, and noise.
 */
package gufo.engine.digits;
