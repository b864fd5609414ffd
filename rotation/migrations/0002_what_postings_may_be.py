"""What no constraint of one table can say of postings: the person, the position and its seats.

Each refusal carries the name of a rule and a whole sentence; `core.pages.sentence_for` shows it.
Rows that are read are locked for share (people, positions are written by their own verbs), the
position of a main post for update: two that take the last seat at once wait for each other.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION rotation_refuse(rule text, sentence text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule, MESSAGE = sentence;
END $$;
"""

# The most of the main posts of a position on one day of a period, one posting left out. Posts
# beyond the quota with their reason count too.
SEATS = """
CREATE FUNCTION rotation_seats_taken(place bigint, but bigint, period daterange)
RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH others AS (
        SELECT daterange(since, ended_on) AS during FROM rotation_posting
        WHERE position_id = place AND is_main AND id IS DISTINCT FROM but
            AND daterange(since, ended_on) && period
    ), days AS (
        SELECT lower(period) AS day UNION SELECT lower(during) FROM others
    )
    SELECT coalesce(max(n), 0) FROM (
        SELECT count(*) AS n FROM days JOIN others ON during @> day
        WHERE period @> day GROUP BY day
    ) counted;
$$;
"""

PERSON = """
CREATE FUNCTION rotation_who(cadre bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format('“%s”', name) FROM cadres_cadre WHERE id = cadre;
$$;
CREATE FUNCTION rotation_check_person(
    p rotation_posting, birth date, status text, left_on date
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p.ended_on = p.since THEN
        RETURN;  -- taken back: it never was
    END IF;
    IF p.since < birth + interval '16 years' THEN
        PERFORM rotation_refuse('posting_not_before_sixteen',
            format('起始日期 %s 时%s未满 16 岁（%s 出生），请核对日期。', p.since,
                rotation_who(p.cadre_id), to_char(birth, 'YYYY.MM')));
    END IF;
    IF status = '1' THEN
        RETURN;
    END IF;
    IF p.ended_on IS NULL THEN
        PERFORM rotation_refuse('nobody_who_left_has_a_post',
            format('%s已不是现职人员，不能有没有结束的任职或锻炼；请先结束，再改人员状态。',
                rotation_who(p.cadre_id)));
    END IF;
    IF left_on IS NOT NULL AND p.ended_on > left_on + interval '1 month' THEN
        PERFORM rotation_refuse('posting_not_after_leaving',
            format('%s的任职或锻炼到 %s 结束，晚于离开时间 %s，请核对两项。',
                rotation_who(p.cadre_id), p.ended_on, to_char(left_on, 'YYYY.MM')));
    END IF;
END $$;
"""

POSTING = """
CREATE FUNCTION rotation_check_posting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    person record;
    place record;
    taken bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.cadre_id, NEW.since, NEW.unit_id, NEW.position_id, NEW.is_main,
            NEW.kind, NEW.over_quota_reason) IS NOT DISTINCT FROM (OLD.cadre_id, OLD.since,
            OLD.unit_id, OLD.position_id, OLD.is_main, OLD.kind, OLD.over_quota_reason)
            AND NEW.ended_on IS NOT DISTINCT FROM OLD.ended_on THEN
        RETURN NULL;
    END IF;
    SELECT birth, status, left_on, unit_id INTO person FROM cadres_cadre
        WHERE id = NEW.cadre_id FOR SHARE;
    PERFORM rotation_check_person(NEW, person.birth, person.status, person.left_on);
    IF person.status <> '1' AND person.left_on IS NULL AND NEW.ended_on > NEW.since
            AND (TG_OP = 'INSERT' OR NEW.ended_on > OLD.ended_on) THEN
        PERFORM rotation_refuse('posting_not_after_leaving',
            '已不是现职的人员没有填写离开时间，请先在干部信息里填写，再补录经历。');
    END IF;
    IF TG_OP = 'INSERT' AND NEW.ended_on IS NULL AND NEW.unit_id = person.unit_id
            AND NEW.kind NOT IN ('appointment', 'rotation') THEN
        PERFORM rotation_refuse('nobody_is_sent_to_where_he_is',
            '接收单位就是本人所在单位，不能派到本单位，请另选接收单位。');
    END IF;
    IF NEW.position_id IS NULL OR NEW.ended_on = NEW.since THEN
        RETURN NULL;
    END IF;
    SELECT unit_id, title, quota, since, until INTO place FROM rotation_position
        WHERE id = NEW.position_id FOR NO KEY UPDATE;
    IF place.unit_id <> NEW.unit_id THEN
        PERFORM rotation_refuse('position_is_of_the_unit',
            format('职位“%s”不是这个单位的，请另选职位，或不选。', place.title));
    END IF;
    IF NEW.since < place.since OR place.until < coalesce(NEW.ended_on, 'infinity') THEN
        PERFORM rotation_refuse('position_is_there_then',
            format('职位“%s”自 %s 设立%s，任职不能在这以外，请核对日期。', place.title, place.since,
                coalesce('，' || place.until || ' 撤销', '')));
    END IF;
    IF NEW.is_main AND NEW.over_quota_reason = '' AND NOT (TG_OP = 'UPDATE'
            AND NEW.position_id IS NOT DISTINCT FROM OLD.position_id AND OLD.is_main
            AND OLD.over_quota_reason = '' AND NEW.since >= OLD.since
            AND coalesce(NEW.ended_on, 'infinity') <= coalesce(OLD.ended_on, 'infinity')) THEN
        taken := rotation_seats_taken(NEW.position_id, NEW.id,
            daterange(NEW.since, NEW.ended_on));
        IF taken >= place.quota THEN
            PERFORM rotation_refuse('position_has_its_quota',
                format('职位“%s”有 %s 个职数，同一时期已有 %s 人任职，超职数配备请写明理由。',
                    place.title, place.quota, taken));
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER posting_is_possible AFTER INSERT OR UPDATE ON rotation_posting
    FOR EACH ROW EXECUTE FUNCTION rotation_check_posting();
"""

CADRE = """
CREATE FUNCTION rotation_person_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p rotation_posting%ROWTYPE;
BEGIN
    FOR p IN SELECT * FROM rotation_posting WHERE cadre_id = NEW.id LOOP
        PERFORM rotation_check_person(p, NEW.birth, NEW.status, NEW.left_on);
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER person_fits_his_postings AFTER UPDATE OF birth, status, left_on ON cadres_cadre
    FOR EACH ROW WHEN ((OLD.birth, OLD.status, OLD.left_on)
        IS DISTINCT FROM (NEW.birth, NEW.status, NEW.left_on))
    EXECUTE FUNCTION rotation_person_changed();
"""

POSITION = """
CREATE FUNCTION rotation_position_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE taken bigint;
BEGIN
    IF EXISTS (SELECT 1 FROM rotation_posting WHERE position_id = NEW.id
            AND (ended_on IS NULL OR ended_on > since)
            AND (unit_id <> NEW.unit_id OR since < NEW.since
                OR NEW.until < coalesce(ended_on, 'infinity'))) THEN
        PERFORM rotation_refuse('position_is_there_then',
            format('职位“%s”有任职在设立之前或撤销之后，不能这样改；请先更正或结束这些任职。',
                NEW.title));
    END IF;
    IF NEW.quota < OLD.quota THEN
        SELECT coalesce(max(n), 0) INTO taken FROM (
            SELECT count(*) AS n FROM rotation_posting a JOIN rotation_posting b
                ON b.position_id = a.position_id AND b.is_main AND b.over_quota_reason = ''
                AND daterange(b.since, b.ended_on) @> a.since
            WHERE a.position_id = NEW.id AND a.is_main AND a.ended_on IS NULL
                AND b.ended_on IS NULL GROUP BY a.id
        ) counted;
        IF taken > NEW.quota THEN
            PERFORM rotation_refuse('position_has_its_quota',
                format('职位“%s”现有 %s 人任职，职数不能少于在任人数，请先调整任职。',
                    NEW.title, taken));
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER position_fits_its_postings AFTER UPDATE ON rotation_position
    FOR EACH ROW EXECUTE FUNCTION rotation_position_changed();
"""

# People are chosen and then the batch is decided, in one transaction.
BATCH = """
CREATE FUNCTION rotation_check_batch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE chosen bigint;
BEGIN
    SELECT count(*) INTO chosen FROM rotation_candidate
        WHERE batch_id = NEW.id AND state = 'chosen';
    IF chosen > NEW.quota THEN
        PERFORM rotation_refuse('batch_has_its_quota',
            format('入选 %s 人，超过本批名额 %s 人，确需这样确定的，请写明理由。', chosen, NEW.quota));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER batch_has_its_quota AFTER UPDATE ON rotation_batch FOR EACH ROW
    WHEN (NEW.state IN ('decided', 'dispatched') AND NEW.over_quota_reason = '')
    EXECUTE FUNCTION rotation_check_batch();
"""

BACKWARD = """
DROP TRIGGER batch_has_its_quota ON rotation_batch;
DROP FUNCTION rotation_check_batch();
DROP TRIGGER position_fits_its_postings ON rotation_position;
DROP TRIGGER person_fits_his_postings ON cadres_cadre;
DROP TRIGGER posting_is_possible ON rotation_posting;
DROP FUNCTION rotation_position_changed();
DROP FUNCTION rotation_person_changed();
DROP FUNCTION rotation_check_posting();
DROP FUNCTION rotation_check_person(rotation_posting, date, text, date);
DROP FUNCTION rotation_who(bigint);
DROP FUNCTION rotation_seats_taken(bigint, bigint, daterange);
DROP FUNCTION rotation_refuse(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rotation", "0001_positions_postings_and_programmes"),
        ("cadres", "0007_when_people_left"),
    ]
    operations = [
        migrations.RunSQL(
            REFUSE + SEATS + PERSON + POSTING + CADRE + POSITION + BATCH,
            BACKWARD,
        )
    ]
