"""Who holds a seat reads and answers it, and neither adds one nor moves it to another centre."""

from django.db import migrations

_ME = "NULLIF(current_setting('app.staff', true), '')::uuid"
_HERS = f"USING (staff_id = {_ME}) WITH CHECK (staff_id = {_ME})"
_APART = (
    f"CREATE POLICY herself_reads ON training_seat FOR SELECT USING (staff_id = {_ME})",
    f"CREATE POLICY herself_answers ON training_seat FOR UPDATE {_HERS}",
    "DROP POLICY herself ON training_seat",
)
_AS_BEFORE = (
    f"CREATE POLICY herself ON training_seat {_HERS}",
    "DROP POLICY herself_answers ON training_seat",
    "DROP POLICY herself_reads ON training_seat",
)
_STAYS = """
CREATE FUNCTION training_seat_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  centres uuid[] := string_to_array(NULLIF(current_setting('app.centres', true), ''), ',')::uuid[];
BEGIN
  IF (NEW.id, NEW.training_id, NEW.host_id, NEW.centre_id, NEW.title, NEW."where", NEW.directorate, NEW.made_at)
    IS DISTINCT FROM
    (OLD.id, OLD.training_id, OLD.host_id, OLD.centre_id, OLD.title, OLD."where", OLD.directorate, OLD.made_at)
  THEN RAISE EXCEPTION 'a seat stays where it was offered'; END IF;
  IF COALESCE(current_setting('app.network', true) = 'on', false)
    OR COALESCE(OLD.centre_id = ANY (centres), false) OR COALESCE(OLD.host_id = ANY (centres), false)
  THEN RETURN NEW; END IF;
  IF (NEW.staff_id, NEW.attended_hours) IS DISTINCT FROM (OLD.staff_id, OLD.attended_hours)
    OR (NEW.state <> OLD.state AND NEW.state NOT IN ('coming', 'declined'))
  THEN RAISE EXCEPTION 'who was there is written by whoever held the training'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER training_seat_stays BEFORE UPDATE ON training_seat
FOR EACH ROW EXECUTE FUNCTION training_seat_stays();
"""
"""A policy sees only the new row, so it cannot tell whether the centre was another one before."""


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0002_changes"),
    ]

    operations = [
        migrations.RunSQL(list(_APART), list(_AS_BEFORE)),
        migrations.RunSQL(_STAYS, "DROP FUNCTION training_seat_stays() CASCADE"),
    ]
