package dev.countersign.escalation.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The timers of a request, in the order in which they become due. */
@Schema(name = "TimerList", requiredProperties = "items")
public record TimerList(List<TimerView> items) {}
