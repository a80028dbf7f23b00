@NullMarked
package dev.countersign.rules.rest;

import org.jspecify.annotations.NullMarked;
