package dev.countersign.notification.core;

/** What a delivery is for; how it leaves is its channel's matter. */
public enum Purpose {
  /** Tells a person of their request or step. */
  PERSON,
  /** Becomes a {@link #PERSON} for each member of a role. */
  ROLE,
  /** Tells whoever set the endpoint of the endpoint. */
  OWNER,
  /** Tells the partner's endpoint. */
  ENDPOINT,
  /** Tells a person at once what was gathered for them. */
  DIGEST
}
