package dev.countersign.rules.app;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;

/** Who acts, and for which partner: by the token, never by a parameter. */
public record Actor(PartnerId partner, PersonId person) {}
