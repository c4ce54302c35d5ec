ALTER TABLE "paces" ADD COLUMN "paused_until" timestamptz;--> statement-breakpoint
CREATE INDEX "deliveries_turn" ON "deliveries" USING btree ("workspace","due_at",("kind" <> 'summary'),"id") WHERE "deliveries"."state" = 'due';--> statement-breakpoint
CREATE INDEX "deliveries_team" ON "deliveries" USING btree ("team","due_at");