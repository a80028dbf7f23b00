@NullMarked
package dev.countersign.request.rest;

import org.jspecify.annotations.NullMarked;
