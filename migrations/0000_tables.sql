CREATE TABLE "answers" (
	"round" uuid NOT NULL,
	"person" text NOT NULL,
	"kept_at" timestamptz NOT NULL,
	CONSTRAINT "answers_round_person_pk" PRIMARY KEY("round","person")
);
--> statement-breakpoint
CREATE TABLE "away" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace" text NOT NULL,
	"person" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ballparks" (
	"round" uuid NOT NULL,
	"measure" text NOT NULL,
	"median" double precision NOT NULL,
	CONSTRAINT "ballparks_round_measure_pk" PRIMARY KEY("round","measure")
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"team" uuid NOT NULL,
	"number" integer NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "blocks_team_number_pk" PRIMARY KEY("team","number")
);
--> statement-breakpoint
CREATE TABLE "clock_hand" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"turned_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "clock_hand_only_one" CHECK ("clock_hand"."only")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"workspace" text NOT NULL,
	"team" uuid,
	"round" uuid,
	"addressee" text NOT NULL,
	"due_at" timestamptz NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"handed_back" integer DEFAULT 0 NOT NULL,
	"again" boolean DEFAULT false NOT NULL,
	"lease_until" timestamptz,
	"channel" text,
	"ts" text,
	"said_at" timestamptz,
	"trouble" text,
	CONSTRAINT "deliveries_key_unique" UNIQUE("key"),
	CONSTRAINT "deliveries_state" CHECK ("deliveries"."state" in ('due', 'sending', 'said', 'uncertain', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "digest_rhythms" (
	"workspace" text NOT NULL,
	"person" text NOT NULL,
	"zone" text NOT NULL,
	"weekday" integer NOT NULL,
	"time" text NOT NULL,
	"next_at" timestamptz NOT NULL,
	CONSTRAINT "digest_rhythms_workspace_person_pk" PRIMARY KEY("workspace","person")
);
--> statement-breakpoint
CREATE TABLE "focus_reports" (
	"workspace" text NOT NULL,
	"person" text NOT NULL,
	"week" text NOT NULL,
	"words" jsonb NOT NULL,
	CONSTRAINT "focus_reports_workspace_person_week_pk" PRIMARY KEY("workspace","person","week")
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"round" uuid NOT NULL,
	"subject" text NOT NULL,
	"span" text NOT NULL,
	"word" text NOT NULL,
	"direction" text,
	"good_enough" boolean NOT NULL,
	CONSTRAINT "labels_round_subject_span_pk" PRIMARY KEY("round","subject","span"),
	CONSTRAINT "labels_direction" CHECK (("labels"."direction" is not null) = ("labels"."word" in ('clear', 'leaning')))
);
--> statement-breakpoint
CREATE TABLE "leaders" (
	"team" uuid NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "leaders_team_person_pk" PRIMARY KEY("team","person")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"team" uuid NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "members_team_person_pk" PRIMARY KEY("team","person")
);
--> statement-breakpoint
CREATE TABLE "not_this_week" (
	"round" uuid NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "not_this_week_round_person_pk" PRIMARY KEY("round","person")
);
--> statement-breakpoint
CREATE TABLE "noted_values" (
	"team" uuid NOT NULL,
	"measure" text NOT NULL,
	"week" text NOT NULL,
	"value" double precision NOT NULL,
	"noted_by" text NOT NULL,
	CONSTRAINT "noted_values_team_measure_week_pk" PRIMARY KEY("team","measure","week")
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"round" uuid NOT NULL,
	"person" text NOT NULL,
	"subject" text NOT NULL,
	"direction" text,
	"good_enough" boolean DEFAULT false NOT NULL,
	"ballpark" double precision,
	CONSTRAINT "readings_round_person_subject_pk" PRIMARY KEY("round","person","subject"),
	CONSTRAINT "readings_direction" CHECK ("readings"."direction" in ('improving', 'holding', 'slipping', 'cant-tell'))
);
--> statement-breakpoint
CREATE TABLE "reflections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"round" uuid NOT NULL,
	"author" text,
	"named" boolean NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "reflections_one_each" UNIQUE("round","author")
);
--> statement-breakpoint
CREATE TABLE "roster" (
	"round" uuid NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "roster_round_person_pk" PRIMARY KEY("round","person")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"team" uuid NOT NULL,
	"week" text NOT NULL,
	"ordinal" integer,
	"state" text NOT NULL,
	"opens_at" timestamptz NOT NULL,
	"closes_at" timestamptz NOT NULL,
	"nudges_at" timestamptz,
	"nudged" boolean DEFAULT false NOT NULL,
	"floor" integer NOT NULL,
	"mode" text NOT NULL,
	"questions" jsonb NOT NULL,
	"focus" jsonb NOT NULL,
	"talked_about" boolean DEFAULT false NOT NULL,
	"summary" jsonb,
	"answered" integer,
	CONSTRAINT "rounds_one_per_week" UNIQUE("team","week"),
	CONSTRAINT "rounds_counted_once" UNIQUE("team","ordinal"),
	CONSTRAINT "rounds_state" CHECK ("rounds"."state" in ('open', 'closed', 'skipped'))
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace" text NOT NULL,
	"channel" text NOT NULL,
	"name" text NOT NULL,
	"mode" text NOT NULL,
	"zone" text NOT NULL,
	"opens_weekday" integer NOT NULL,
	"opens_time" text NOT NULL,
	"closes_weekday" integer NOT NULL,
	"closes_time" text NOT NULL,
	"nudge" boolean DEFAULT true NOT NULL,
	"categories" jsonb NOT NULL,
	"next_opens_at" timestamptz NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "teams_one_per_channel" UNIQUE("workspace","channel"),
	CONSTRAINT "teams_mode" CHECK ("teams"."mode" in ('confidential', 'open'))
);
--> statement-breakpoint
CREATE TABLE "tries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"team" uuid NOT NULL,
	"category" text NOT NULL,
	"what" text NOT NULL,
	"led_by" text,
	"ask_on" date NOT NULL,
	"state" text DEFAULT 'going' NOT NULL,
	"learned" text,
	"started_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	CONSTRAINT "tries_state" CHECK ("tries"."state" in ('going', 'learned', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "waiting_readings" (
	"team" uuid NOT NULL,
	"block" integer NOT NULL,
	"hidden" text NOT NULL,
	"subject" text NOT NULL,
	"ordinal" integer NOT NULL,
	"direction" text,
	"good_enough" boolean DEFAULT false NOT NULL,
	CONSTRAINT "waiting_readings_team_block_hidden_subject_pk" PRIMARY KEY("team","block","hidden","subject")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"bot_user" text NOT NULL,
	"installed_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "away" ADD CONSTRAINT "away_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballparks" ADD CONSTRAINT "ballparks_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_team_teams_id_fk" FOREIGN KEY ("team") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_team_teams_id_fk" FOREIGN KEY ("team") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_rhythms" ADD CONSTRAINT "digest_rhythms_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_reports" ADD CONSTRAINT "focus_reports_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaders" ADD CONSTRAINT "leaders_team_teams_id_fk" FOREIGN KEY ("team") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_team_teams_id_fk" FOREIGN KEY ("team") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_this_week" ADD CONSTRAINT "not_this_week_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "noted_values" ADD CONSTRAINT "noted_values_team_teams_id_fk" FOREIGN KEY ("team") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster" ADD CONSTRAINT "roster_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_team_teams_id_fk" FOREIGN KEY ("team") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tries" ADD CONSTRAINT "tries_team_teams_id_fk" FOREIGN KEY ("team") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_readings" ADD CONSTRAINT "waiting_readings_team_block_blocks_team_number_fk" FOREIGN KEY ("team","block") REFERENCES "public"."blocks"("team","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "away_person" ON "away" USING btree ("workspace","person");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("due_at","id") WHERE "deliveries"."state" = 'due';--> statement-breakpoint
CREATE INDEX "deliveries_sending" ON "deliveries" USING btree ("lease_until") WHERE "deliveries"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "deliveries_round" ON "deliveries" USING btree ("round");--> statement-breakpoint
CREATE INDEX "digest_rhythms_due" ON "digest_rhythms" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "leaders_person" ON "leaders" USING btree ("person");--> statement-breakpoint
CREATE INDEX "members_person" ON "members" USING btree ("person");--> statement-breakpoint
CREATE INDEX "roster_person" ON "roster" USING btree ("person");--> statement-breakpoint
CREATE INDEX "rounds_due_to_close" ON "rounds" USING btree ("closes_at") WHERE "rounds"."state" = 'open';--> statement-breakpoint
CREATE INDEX "rounds_due_to_nudge" ON "rounds" USING btree ("nudges_at") WHERE "rounds"."state" = 'open' and not "rounds"."nudged";--> statement-breakpoint
CREATE INDEX "teams_due" ON "teams" USING btree ("next_opens_at");--> statement-breakpoint
CREATE INDEX "tries_team" ON "tries" USING btree ("team");