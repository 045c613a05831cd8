package gufo.kit.facts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A fact whose effect is in this database; delivered again, it changes nothing. */
@Entity
@Table(name = "inbox")
class InboxEntry {

  @Id
  @Column(name = "event_id")
  String eventId;

  String type;

  @Column(name = "received_at")
  Instant receivedAt;
}
