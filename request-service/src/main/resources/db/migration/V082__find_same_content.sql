-- SD-13: requests that ask for the same again, by the digest of their material fields.
create index request_same_content on request.request (partner_id, payload_digest) where payload_digest is not null;
