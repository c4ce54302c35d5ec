-- ANALYZE keeps samples of what it finds in pg_statistic, long after the rows are deleted: names, texts and numbers of
-- rounds that have closed. Of these columns it takes none, and what it took before is let go (a type that stays the same
-- rewrites nothing, but drops the samples).
ALTER TABLE "answers" ALTER COLUMN "person" TYPE text, ALTER COLUMN "kept_at" TYPE timestamptz;
--> statement-breakpoint
ALTER TABLE "answers" ALTER COLUMN "person" SET STATISTICS 0, ALTER COLUMN "kept_at" SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE "not_this_week" ALTER COLUMN "person" TYPE text;
--> statement-breakpoint
ALTER TABLE "not_this_week" ALTER COLUMN "person" SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE "readings" ALTER COLUMN "person" TYPE text, ALTER COLUMN "direction" TYPE text, ALTER COLUMN "good_enough" TYPE boolean, ALTER COLUMN "ballpark" TYPE double precision;
--> statement-breakpoint
ALTER TABLE "readings" ALTER COLUMN "person" SET STATISTICS 0, ALTER COLUMN "direction" SET STATISTICS 0, ALTER COLUMN "good_enough" SET STATISTICS 0, ALTER COLUMN "ballpark" SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE "reflections" ALTER COLUMN "author" TYPE text, ALTER COLUMN "named" TYPE boolean, ALTER COLUMN "text" TYPE text;
--> statement-breakpoint
ALTER TABLE "reflections" ALTER COLUMN "author" SET STATISTICS 0, ALTER COLUMN "named" SET STATISTICS 0, ALTER COLUMN "text" SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE "blocks" ALTER COLUMN "key" TYPE text;
--> statement-breakpoint
ALTER TABLE "blocks" ALTER COLUMN "key" SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE "waiting_readings" ALTER COLUMN "hidden" TYPE text, ALTER COLUMN "direction" TYPE text, ALTER COLUMN "good_enough" TYPE boolean;
--> statement-breakpoint
ALTER TABLE "waiting_readings" ALTER COLUMN "hidden" SET STATISTICS 0, ALTER COLUMN "direction" SET STATISTICS 0, ALTER COLUMN "good_enough" SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "key" TYPE text, ALTER COLUMN "addressee" TYPE text;
--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "key" SET STATISTICS 0, ALTER COLUMN "addressee" SET STATISTICS 0;
