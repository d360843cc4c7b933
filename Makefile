# The only door to the workbook. Type make to see what there is.

.DEFAULT_GOAL := help
.SUFFIXES:

# The variables that may be given on the command line.
variables := NP ARGS PROG MPI MPICC MPIRUN COMPILER SANITIZE LIMIT MAX_NP WATCH GDB V TESTS JUNIT RUNS WAYS PAIRS RUN CLOCK WAITS WIDTH ASCII RANKS FROM ROWS EXERCISE SEED DIR LESSON JSON CLUSTER SLOWER HOSTS HOSTFILE LAUNCHER NODES MINUTES
# Only these are taken from the environment too. They hold for a whole session: which MPI, on which machines, how
# much. Any other name may mean something else there (FROM is a sender of mail), so it does not reach the scripts.
# Neither do the names in which the scripts tell each other something.
from_environment := MPI MPICC MPIRUN COMPILER SANITIZE NP LIMIT MAX_NP HOSTS HOSTFILE LAUNCHER
inside := AGAIN BRIEF CONFINE CONFINE_READS COUNTS DIAGNOSE END_WITHIN EXPECTED FILE_LIMIT FILTER FIRST FLAGS GENERATED LOGS RECORDER VERDICT WRONGS

from = $(foreach name,$2,$(if $(filter $1,$(firstword $(origin $(name)))),$(name)))
given := $(call from,command,$(.VARIABLES))
$(foreach name,$(call from,environment,$(filter-out $(from_environment),$(variables)) $(inside)),$(eval override undefine $(name)))
# Taken as typed: a $ in a value means nothing to make.
$(foreach name,$(call from,command environment,$(variables)),$(eval override $(name) := $$(value $(name))))
export $(variables)

# What may be typed is checked before anything runs. Make itself would say that a goal is done if a file has
# its name, and would ignore a misspelt variable. scripts/mistyped finds the words.
quoted = '$(subst ','\'',$1)'
mistyped = $(error $(shell scripts/mistyped $(foreach word,$1,$(call quoted,$(word))) $(call quoted,$2)))
unknown := $(firstword $(filter-out $(variables) MAKEFLAGS MAKEOVERRIDES,$(given)))
$(if $(unknown),$(call mistyped,variable $(unknown),$(value $(unknown))))
$(foreach name,$(filter $(variables),$(given)),$(if $($(name)),,$(call mistyped,empty $(name))))
one_of = $(if $(filter-out $2,$($1))$(word 2,$($1)),$(error $1=$($1) is not known: expected one of: $2; $3))
$(call one_of,MPI,mpich openmpi,for another MPI give MPICC=mpicc MPIRUN=mpirun)
$(call one_of,COMPILER,gcc clang,for another compiler give MPICC=)
$(call one_of,SANITIZE,1,leave it out for the plain build)
$(call one_of,WATCH,on off,WATCH=off starts the launcher alone)
$(call one_of,V,1,leave it out to see less)

# A program is built once for each MPI, compiler and kind of build: build/mpich-gcc/04-broadcast.
# What watches a run is built once for each MPI.
override MPI := $(or $(MPI),$(shell bash -c '. scripts/lib/toolchain.sh && default_mpi'))
export MPI
built_for := build/$(if $(MPICC),$(shell printf %s $(call quoted,$(MPICC)) | tr -c 'A-Za-z0-9.+-' _),$(MPI))
bin := $(built_for)-$(or $(COMPILER),gcc)$(if $(SANITIZE),-san)
trace := $(built_for)-trace
export BIN = $(bin)
export TRACE = $(trace)
watcher := $(if $(filter off,$(WATCH)),,$(trace)/watch)
# Checking answers needs all of this, but while no exercise is begun there is nothing to check.
checker := $(if $(wildcard work/*/*.c),$(trace)/watch $(trace)/rules $(trace)/diagnose)

lessons := $(sort $(patsubst lessons/%/lesson.conf,%,$(wildcard lessons/[0-9][0-9]-*/lesson.conf)))
number = $(firstword $(subst -, ,$1))
topic = $(patsubst $(call number,$1)-%,%,$1)
# The names of a lesson's goals: lesson-4, lesson-04, lesson-broadcast; and so for what else can be done.
names = $(sort $(addprefix $2-,$(patsubst 0%,%,$(call number,$1)) $(call number,$1) $(call topic,$1)))
lesson_verbs := lesson trace show diagnose start check hint reset recheck demo scale job
lesson_goals := $(foreach verb,$(lesson_verbs),$(foreach lesson,$(lessons),$(call names,$(lesson),$(verb))))

goals := help help-all build run trace show paje diagnose scale start check hint recheck reset progress grade calibrate compile-commands pages pictures doctor test test-all lint memcheck soak bench clean
unknown := $(firstword $(filter-out $(goals) $(lesson_goals) $(bin)/% $(trace)/%,$(MAKECMDGOALS)))
$(if $(unknown),$(call mistyped,goal $(unknown) $(MAKECMDGOALS)))

.PHONY: $(goals) $(lesson_goals)

help:
	@scripts/help

help-all:
	@scripts/help all

define rules_of_a_lesson
$(call names,$1,lesson): $(bin)/$1 $(watcher)
	@scripts/lesson $$<
$(call names,$1,trace): $(bin)/$1 $(watcher) $(trace)/draw
	@scripts/draw chart $$<
$(call names,$1,show): $(bin)/$1 $(watcher) $(trace)/draw
	@scripts/draw page $$<
$(call names,$1,diagnose): $(trace)/watch $(trace)/diagnose
	@scripts/diagnose $1
$(call names,$1,check) $(call names,$1,recheck): $(checker)
$(foreach verb,start check hint reset recheck,$(call names,$1,$(verb))):
	@scripts/exercise/student $$(firstword $$(subst -, ,$$@)) $1
$(call names,$1,demo):
	@scripts/teach/demo $1
$(foreach verb,scale job,$(call names,$1,$(verb))):
	@scripts/$$(firstword $$(subst -, ,$$@)) $1
$(bin)/$1: lessons/$1/$(call topic,$1).c scripts/compile scripts/lib/toolchain.sh
	@scripts/compile $$< $$@
endef
$(foreach lesson,$(lessons),$(eval $(call rules_of_a_lesson,$(lesson))))
-include $(wildcard $(bin)/*.d)
# What is built is renamed when it is whole. So make is never to delete it: another command may have built it.
.PRECIOUS: $(addprefix $(bin)/,$(lessons)) $(addprefix $(trace)/,watch draw rules diagnose)

# What watches, draws and judges runs is built of the rooms of common/, but for the simulation, which is not compiled.
rooms := $(filter-out common/scale/%,$(wildcard common/*/*))
$(trace)/watch: $(rooms) scripts/compile-trace scripts/lib/toolchain.sh
	@scripts/compile-trace $(trace)

$(trace)/draw: $(rooms) scripts/compile-trace scripts/lib/toolchain.sh
	@scripts/compile-trace --draw $(trace)

$(trace)/rules: $(rooms) scripts/compile-trace scripts/lib/toolchain.sh
	@scripts/compile-trace --check $(trace)

$(trace)/diagnose: $(rooms) scripts/compile-trace scripts/lib/toolchain.sh
	@scripts/compile-trace --diagnose $(trace)

build: $(addprefix $(bin)/,$(lessons)) $(watcher) $(if $(watcher),$(trace)/draw $(trace)/rules $(trace)/diagnose)

run: $(if $(PROG),$(watcher))
	@scripts/run-source

trace: $(watcher) $(trace)/draw
	@scripts/draw chart

show: $(watcher) $(trace)/draw
	@scripts/draw page

paje: $(watcher) $(trace)/draw
	@scripts/draw paje

diagnose: $(if $(PROG),$(trace)/watch $(trace)/diagnose)
	@scripts/diagnose

scale:
	@scripts/scale

check recheck: $(checker)
start check hint recheck reset progress:
	@scripts/exercise/student $@

grade: $(if $(DIR),$(trace)/watch $(trace)/rules)
	@scripts/teach/grade

calibrate: $(trace)/watch
	@scripts/calibrate

compile-commands:
	@scripts/dev/compile-commands

pictures: build
	@scripts/dev/pictures

pages: build
	@scripts/dev/pages

doctor:
	@scripts/doctor

test: build
	@scripts/test

test-all: build
	@scripts/test --all

lint:
	@scripts/dev/lint

memcheck:
	@scripts/dev/memcheck

soak: build
	@scripts/dev/soak

bench: build
	@scripts/dev/bench

clean:
	@rm -rf build
