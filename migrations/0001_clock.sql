-- The one source of now: the database's clock, plus how far the hand of a local workspace has been turned.
CREATE FUNCTION "bearings_now"() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT clock_timestamp() + coalesce((SELECT "turned_ms" FROM "clock_hand"), 0) * interval '1 millisecond'
$$;
