"""The log and its seals are written once: the database refuses to change or delete a row."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION core_refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '操作日志只能追加，不能修改或删除（表 %）。', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION core_refuse_log_change();
CREATE TRIGGER audit_link_is_append_only BEFORE UPDATE OR DELETE ON core_auditlink
    FOR EACH ROW EXECUTE FUNCTION core_refuse_log_change();
"""
BACKWARD = """
DROP TRIGGER audit_link_is_append_only ON core_auditlink;
DROP TRIGGER audit_entry_is_append_only ON core_auditentry;
DROP FUNCTION core_refuse_log_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_ground_floor")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
