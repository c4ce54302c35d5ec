-- Whoever works for one workspace sees the rows of that workspace alone (docs/decisions/030). Each table has one policy, which
-- holds for reading and for writing alike. None names a role, because a server may not let us make one: the owner of the
-- tables, as whom migrations, backups, the clock and installs work, passes by them, and everybody else is bound.
DO $$
DECLARE
  ours text := $ours$= current_setting('bearings.workspace', true)$ours$;
  kept record;
BEGIN
  FOR kept IN SELECT * FROM (VALUES
    ('workspaces', 'id ' || ours),
    -- Theirs by a column of their own.
    ('teams', 'workspace ' || ours),
    ('away', 'workspace ' || ours),
    ('focus_reports', 'workspace ' || ours),
    ('digest_rhythms', 'workspace ' || ours),
    ('deliveries', 'workspace ' || ours),
    ('paces', 'workspace ' || ours),
    ('pictures', 'workspace ' || ours),
    -- Theirs by their team: one that can be seen is ours, by its own policy.
    ('members', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('leaders', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('rounds', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('noted_values', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('frameworks', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('tries', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('focus_shares', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('blocks', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    ('waiting_readings', 'EXISTS (SELECT FROM teams t WHERE t.id = team)'),
    -- Theirs by their round, in the same way.
    ('roster', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    ('labels', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    ('ballparks', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    ('answers', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    ('not_this_week', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    ('readings', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    ('reflections', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    ('quotes', 'EXISTS (SELECT FROM rounds r WHERE r.id = round)'),
    -- Nobody's: the ids of what Slack sent us, which name neither a workspace nor a person.
    ('heard', 'true'),
    -- Tokens, and installs under way. They are looked up before it is known for whom to work, and by nobody afterwards.
    ('installations', 'false'),
    ('install_states', 'false')
  ) AS kept (name, whose) LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', kept.name);
    EXECUTE format('CREATE POLICY "of_its_workspace" ON %I USING (%s)', kept.name, kept.whose);
  END LOOP;
  -- Nobody's: bearings_now() reads it for whoever asks for the time. Turning it is the owner's.
  ALTER TABLE "clock_hand" ENABLE ROW LEVEL SECURITY;
  CREATE POLICY "read_by_all" ON "clock_hand" FOR SELECT USING (true);
END $$;
