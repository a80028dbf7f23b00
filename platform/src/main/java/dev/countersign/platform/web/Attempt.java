package dev.countersign.platform.web;

/**
 * A door said no to somebody it knows. It is fired as an asynchronous event for every refusal that
 * may be an attempt to get round a rule, so that a service that keeps such attempts can judge it.
 *
 * @param status 403, 404 or 409
 * @param code the code of the problem
 * @param target method and path, without anything that was sent
 */
public record Attempt(String partner, String person, int status, String code, String target) {}
