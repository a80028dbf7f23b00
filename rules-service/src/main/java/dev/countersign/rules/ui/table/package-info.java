/**
 * A policy document as the two tables of the editor show it, and what a changed row makes of the
 * document. Whatever a table does not show stays in the document as it is.
 */
@NullMarked
package dev.countersign.rules.ui.table;

import org.jspecify.annotations.NullMarked;
