"""What a row copies from elsewhere, the time it was last touched, and where it left from.

One rule each, in the database, so that no way of writing can forget it (docs/adr/0004, 0005):
a person takes path and order from the unit; a roster row takes its facets from the person; a unit
that changes touches its people; whatever leaves a branch leaves a departure.
"""

from django.db import migrations

LEVELS = (
    "'1A01','1A02','1A11','1A12','1A21','1A22','1A31','1A32','1A41','1A42','1A50','1A60','1A98',"
    "'1A99'"
)
COPIED = (
    "unit_id, unit_path, sort_key, stroke_key, tokens, gender, birth, nation, political_status, "
    "party_join, work_start, fulltime_level, inservice_level, level, level_rank, level_since, "
    "rank, rank_since, post_since, source, grassroots_months"
)
FROM_PERSON = ", ".join(f"c.{name.strip()}" for name in COPIED.split(","))
INTO_ROW = ", ".join(f"NEW.{name.strip()}" for name in COPIED.split(","))

FORWARD = f"""
CREATE FUNCTION cadres_place_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place core_unit%ROWTYPE;
BEGIN
    SELECT * INTO place FROM core_unit WHERE id = NEW.unit_id;
    NEW.unit_path := coalesce(place.path, '');
    NEW.level_rank := coalesce(array_position(ARRAY[{LEVELS}]::text[], NEW.level::text), 99);
    -- '!' sorts before every digit: the people of a unit come before those of the units below it.
    NEW.sort_key := coalesce(place.sort_path, '') || '!' || lpad(NEW.level_rank::text, 2, '0')
        || lpad(NEW.seat_order::text, 5, '0')
        || coalesce(to_char(NEW.level_since, 'YYYYMM'), '999999') || NEW.stroke_key;
    NEW.touched_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER cadre_takes_place BEFORE INSERT OR UPDATE ON cadres_cadre
    FOR EACH ROW EXECUTE FUNCTION cadres_place_person();

CREATE FUNCTION cadres_copy_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT {FROM_PERSON} INTO {INTO_ROW} FROM cadres_cadre c WHERE c.id = NEW.cadre_id;
    NEW.touched_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER roster_row_takes_facets BEFORE INSERT OR UPDATE ON cadres_rosterentry
    FOR EACH ROW EXECUTE FUNCTION cadres_copy_facets();

CREATE FUNCTION cadres_person_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cadres_rosterentry e SET cadre_id = e.cadre_id FROM after_rows n
        WHERE e.cadre_id = n.id;
    INSERT INTO cadres_departure (entity, "row", path, at)
        SELECT 'cadres', n.id, o.unit_path, now()
        FROM after_rows n JOIN before_rows o ON o.id = n.id WHERE o.unit_path <> n.unit_path;
    RETURN NULL;
END $$;
CREATE TRIGGER person_changed AFTER UPDATE ON cadres_cadre
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cadres_person_changed();

CREATE FUNCTION cadres_roster_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cadres_departure (entity, "row", path, at)
        SELECT 'roster', n.id, o.unit_path, now()
        FROM after_rows n JOIN before_rows o ON o.id = n.id WHERE o.unit_path <> n.unit_path;
    RETURN NULL;
END $$;
CREATE TRIGGER roster_moved AFTER UPDATE ON cadres_rosterentry
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cadres_roster_moved();

CREATE FUNCTION cadres_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cadres_departure (entity, "row", path, at)
        SELECT TG_ARGV[0], o.id, o.unit_path, now() FROM before_rows o;
    RETURN NULL;
END $$;
CREATE TRIGGER person_gone AFTER DELETE ON cadres_cadre
    REFERENCING OLD TABLE AS before_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cadres_gone('cadres');
CREATE TRIGGER roster_row_gone AFTER DELETE ON cadres_rosterentry
    REFERENCING OLD TABLE AS before_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cadres_gone('roster');

CREATE FUNCTION cadres_unit_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cadres_cadre c SET unit_id = c.unit_id
        FROM after_rows n JOIN before_rows o ON o.id = n.id
        WHERE c.unit_id = n.id AND (o.path, o.sort_path, o.name, o.short_name, o.code, o.level)
            IS DISTINCT FROM (n.path, n.sort_path, n.name, n.short_name, n.code, n.level);
    RETURN NULL;
END $$;
CREATE TRIGGER unit_touches_its_people AFTER UPDATE ON core_unit
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cadres_unit_changed();
"""

BACKWARD = """
DROP TRIGGER unit_touches_its_people ON core_unit;
DROP TRIGGER roster_row_gone ON cadres_rosterentry;
DROP TRIGGER person_gone ON cadres_cadre;
DROP TRIGGER roster_moved ON cadres_rosterentry;
DROP TRIGGER person_changed ON cadres_cadre;
DROP TRIGGER roster_row_takes_facets ON cadres_rosterentry;
DROP TRIGGER cadre_takes_place ON cadres_cadre;
DROP FUNCTION cadres_unit_changed();
DROP FUNCTION cadres_gone();
DROP FUNCTION cadres_roster_moved();
DROP FUNCTION cadres_person_changed();
DROP FUNCTION cadres_copy_facets();
DROP FUNCTION cadres_place_person();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_people_and_roster")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
