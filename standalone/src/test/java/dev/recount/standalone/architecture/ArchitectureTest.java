package dev.recount.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;

/** The sentence about dependencies that opens docs/ARCHITECTURE.md, as rules. */
@AnalyzeClasses(packages = "dev.recount", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {

    /** Leaves out test classes, also those that modules share as a jar. */
    static final class MainCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    private static final String RUNTIME = "dev.recount.runtime..";
    private static final String SIGMA = "dev.recount.sigma..";
    private static final String EVIDENCE = "dev.recount.evidence..";
    private static final String INGEST = "dev.recount.ingest..";
    private static final String STREAMS = "dev.recount.streams..";
    private static final String QUERY = "dev.recount.query..";
    private static final String DELIVERY = "dev.recount.delivery..";
    private static final String STANDALONE = "dev.recount.standalone..";
    private static final String BENCH = "dev.recount.bench..";
    private static final String[] KAFKA = {"org.apache.kafka..", "kafka.."};
    private static final String[] HTTP = {"io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "java.net.http.."
    };

    /**
     * Packages that talk to Kafka. Every other package decides, describes or serves, and gets what it needs handed over;
     * a package joins this list only if moving records is all it does.
     */
    private static final String[] SEES_KAFKA = {
        "dev.recount.evidence.log..",
        "dev.recount.ingest.log..",
        "dev.recount.streams.index..",
        "dev.recount.streams.log..",
        "dev.recount.streams.topology..",
        "dev.recount.query.log..",
        "dev.recount.delivery.log..",
        STANDALONE,
        BENCH
    };

    /** What no module has claimed is the schemas module: the words that all others share. */
    private static final DescribedPredicate<JavaClass> SCHEMAS = resideInAPackage("dev.recount..")
            .and(not(resideInAnyPackage(RUNTIME, SIGMA, EVIDENCE, INGEST, STREAMS, QUERY, DELIVERY, STANDALONE, BENCH)))
            .as("the schemas module");

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.recount..");

    @ArchTest
    static final ArchRule schemas_sees_nothing_of_ours_and_only_avro_and_jackson = noClasses()
            .that(SCHEMAS)
            .should()
            .dependOnClassesThat(OURS.and(not(SCHEMAS)))
            .orShould()
            .dependOnClassesThat(not(OURS)
                    .and(not(resideInAnyPackage(
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..",
                            "org.apache.avro..",
                            "com.fasterxml.jackson..",
                            "org.erdtman.jcs.."))));

    @ArchTest
    static final ArchRule runtime_sees_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat(OURS.and(not(resideInAPackage(RUNTIME))));

    @ArchTest
    static final ArchRule sigma_sees_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage(SIGMA)
            .should()
            .dependOnClassesThat(OURS.and(not(resideInAPackage(SIGMA))));

    @ArchTest
    static final ArchRule evidence_sees_schemas_and_runtime = noClasses()
            .that()
            .resideInAPackage(EVIDENCE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIGMA, INGEST, STREAMS, QUERY, STANDALONE, BENCH);

    @ArchTest
    static final ArchRule ingest_sees_schemas_and_runtime = noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIGMA, EVIDENCE, STREAMS, QUERY, DELIVERY, STANDALONE, BENCH)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule streams_sees_schemas_runtime_and_sigma = noClasses()
            .that()
            .resideInAPackage(STREAMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVIDENCE, INGEST, QUERY, DELIVERY, STANDALONE, BENCH)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule query_api_sees_schemas_runtime_and_of_streams_the_index_reference_data_and_replay =
            noClasses()
                    .that()
                    .resideInAPackage(QUERY)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(EVIDENCE, INGEST, STREAMS, SIGMA, DELIVERY, STANDALONE, BENCH)
                                    .and(not(resideInAnyPackage(
                                            "dev.recount.streams.index..",
                                            "dev.recount.streams.reference..",
                                            "dev.recount.streams.replay.."))))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule delivery_sees_schemas_and_runtime = noClasses()
            .that()
            .resideInAPackage(DELIVERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVIDENCE, INGEST, STREAMS, SIGMA, QUERY, STANDALONE, BENCH);

    @ArchTest
    static final ArchRule nothing_sees_the_benchmarks = noClasses()
            .that()
            .resideOutsideOfPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BENCH);

    @ArchTest
    static final ArchRule only_packages_that_move_records_see_kafka = noClasses()
            .that()
            .resideOutsideOfPackages(SEES_KAFKA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA);

    /** Only {@code …http} packages serve; {@code schemas} speaks to a registry and {@code standalone} to a server. */
    @ArchTest
    static final ArchRule only_packages_that_serve_see_http = noClasses()
            .that()
            .resideOutsideOfPackages("..http..", RUNTIME, "dev.recount.codec", STANDALONE, BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP);

    @ArchTest
    static final ArchRule nothing_that_serves_sees_kafka = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.recount.evidence.http..", "dev.recount.ingest.http..", "dev.recount.query.http..", RUNTIME)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_wiring_looks_at_the_clock = noClasses()
            .that()
            .resideOutsideOfPackages("dev.recount.standalone.cli..", "dev.recount.standalone.node..", BENCH)
            .should()
            .callMethodWhere(target(owner(com.tngtech.archunit.core.domain.JavaClass.Predicates.type(Clock.class)))
                    .and(target(nameMatching("system.*"))))
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule only_main_sees_the_process = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.recount.standalone.cli.Main")
            .and()
            .resideOutsideOfPackage(BENCH)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule nothing_sleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .because("whoever waits, waits for something");

    @ArchTest
    static final ArchRule packages_do_not_depend_on_each_other_in_circles =
            slices().matching("dev.recount.(**)").should().beFreeOfCycles();
}
