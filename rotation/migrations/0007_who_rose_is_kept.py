"""Who rose when, kept beside the postings (rotation/postings/rises.py).

Whether a main post is a rise depends on all that came before it: each statement that changes what
main posts say of it tells the rises of its people anew, whatever wrote them. Who write posts of one
person wait for each other at his row, for neither sees what the other has not committed.
"""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION rotation_tell_rises(people bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF people IS NULL THEN
        RETURN;
    END IF;
    DELETE FROM rotation_rise WHERE cadre_id = ANY (people);
    -- Codes of ZB09 rise as levels fall.
    INSERT INTO rotation_rise (cadre_id, since, level)
    SELECT p.cadre_id, p.since, p.level FROM rotation_posting p
    WHERE p.cadre_id = ANY (people) AND p.is_main AND NOT p.acting AND p.level > ''
        AND (p.ended_on IS NULL OR p.ended_on > p.since)
        AND NOT EXISTS (
            SELECT FROM rotation_posting b
            WHERE b.cadre_id = p.cadre_id AND b.is_main AND b.since < p.since
                AND (b.ended_on IS NULL OR b.ended_on > b.since)
                AND b.level > '' AND b.level <= p.level
        );
END $$;

CREATE FUNCTION rotation_wait_for_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM FROM cadres_cadre WHERE id = OLD.cadre_id FOR NO KEY UPDATE;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.cadre_id <> OLD.cadre_id THEN
        PERFORM FROM cadres_cadre WHERE id = NEW.cadre_id FOR NO KEY UPDATE;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER post_waits_to_come BEFORE INSERT ON rotation_posting
    FOR EACH ROW WHEN (NEW.is_main) EXECUTE FUNCTION rotation_wait_for_person();
CREATE TRIGGER post_waits_to_change
    BEFORE UPDATE OF cadre_id, since, level, is_main, acting, ended_on ON rotation_posting
    FOR EACH ROW WHEN (OLD.is_main OR NEW.is_main) EXECUTE FUNCTION rotation_wait_for_person();
CREATE TRIGGER post_waits_to_go BEFORE DELETE ON rotation_posting
    FOR EACH ROW WHEN (OLD.is_main) EXECUTE FUNCTION rotation_wait_for_person();

CREATE FUNCTION rotation_posts_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM rotation_tell_rises(
            (SELECT array_agg(DISTINCT cadre_id) FROM after_rows WHERE is_main));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM rotation_tell_rises(
            (SELECT array_agg(DISTINCT cadre_id) FROM before_rows WHERE is_main));
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM rotation_tell_rises((
            SELECT array_agg(DISTINCT c.id)
            FROM before_rows o JOIN after_rows n USING (id),
                LATERAL (VALUES (o.cadre_id), (n.cadre_id)) c (id)
            WHERE (o.is_main OR n.is_main)
                AND (o.cadre_id, o.since, o.level, o.is_main, o.acting,
                    o.ended_on IS NOT DISTINCT FROM o.since)
                IS DISTINCT FROM
                (n.cadre_id, n.since, n.level, n.is_main, n.acting,
                    n.ended_on IS NOT DISTINCT FROM n.since)
        ));
    ELSE
        DELETE FROM rotation_rise;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER posts_came AFTER INSERT ON rotation_posting
    REFERENCING NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rotation_posts_written();
CREATE TRIGGER posts_changed AFTER UPDATE ON rotation_posting
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rotation_posts_written();
CREATE TRIGGER posts_went AFTER DELETE ON rotation_posting
    REFERENCING OLD TABLE AS before_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rotation_posts_written();
CREATE TRIGGER posts_emptied AFTER TRUNCATE ON rotation_posting
    FOR EACH STATEMENT EXECUTE FUNCTION rotation_posts_written();

SELECT rotation_tell_rises((SELECT array_agg(DISTINCT cadre_id) FROM rotation_posting));
"""

BACKWARD = """
DROP TRIGGER posts_emptied ON rotation_posting;
DROP TRIGGER posts_went ON rotation_posting;
DROP TRIGGER posts_changed ON rotation_posting;
DROP TRIGGER posts_came ON rotation_posting;
DROP FUNCTION rotation_posts_written();
DROP TRIGGER post_waits_to_go ON rotation_posting;
DROP TRIGGER post_waits_to_change ON rotation_posting;
DROP TRIGGER post_waits_to_come ON rotation_posting;
DROP FUNCTION rotation_wait_for_person();
DROP FUNCTION rotation_tell_rises(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0009_what_statistics_count_by"),
        ("rotation", "0006_seats_by_a_running_sum"),
    ]
    operations = [
        migrations.CreateModel(
            name="Rise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="起始日期")),
                ("level", models.CharField(max_length=4, verbose_name="职务层次")),
                (
                    "cadre",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rises",
                        to="cadres.cadre",
                        verbose_name="干部",
                    ),
                ),
            ],
            options={
                "verbose_name": "职务层次的提升",
                "verbose_name_plural": "职务层次的提升",
                "ordering": ["since", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.UniqueConstraint(
                fields=("cadre", "since", "level"), name="a_rise_is_kept_once"
            ),
        ),
        # What told a rise out of the postings alone is needed no more: half the size.
        migrations.RemoveIndex(model_name="posting", name="posting_by_cadre"),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["cadre", "since"], name="posting_by_cadre"),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
