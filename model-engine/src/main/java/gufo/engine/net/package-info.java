/**
 * The decoder: configuration, weights and state apart.
 *
 * <p>Letters after a tensor's name are its dimensions: b batch, t position, s selected position, d
 * hidden, h query heads, g key-value heads, q query heads a key-value head, k head size, f
 * feed-forward, v vocabulary, c column of the cache.
 */
package gufo.engine.net;
