ALTER TABLE "teams" ADD COLUMN "paused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "shared_beyond" boolean DEFAULT false NOT NULL;