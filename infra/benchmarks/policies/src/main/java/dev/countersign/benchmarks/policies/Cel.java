package dev.countersign.benchmarks.policies;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Google's common expression language; amounts are integers, it has no decimals. */
final class Cel implements Engine {

  private final List<Map<String, Object>> events = Workload.events();
  private final CelRuntime.Program[] programs;

  Cel(List<List<Line>> policies) throws Exception {
    var compiler = compiler();
    var runtime = CelRuntimeFactory.standardCelRuntimeBuilder().build();
    programs = new CelRuntime.Program[policies.size()];
    for (int index = 0; index < programs.length; index++) {
      var source = policies.get(index).stream().map(Cel::test).collect(Collectors.joining(" && "));
      programs[index] = runtime.createProgram(compiler.compile(source).getAst());
    }
  }

  private static CelCompiler compiler() {
    var object = MapType.create(SimpleType.STRING, SimpleType.DYN);
    var builder = CelCompilerFactory.standardCelCompilerBuilder();
    for (var name : List.of("currency", "department", "reference", "iban")) {
      builder.addVar(name, SimpleType.STRING);
    }
    return builder
        .addVar("amount", SimpleType.INT)
        .addVar("header", object)
        .addVar("lines", ListType.create(object))
        .build();
  }

  @Override
  public int matching(int event) {
    try {
      int matching = 0;
      for (var program : programs) {
        matching += (Boolean) program.eval(events.get(event)) ? 1 : 0;
      }
      return matching;
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String test(Line line) {
    var field = line.field().replace(".0.", "[0].");
    return switch (line.operator()) {
      case "==" -> field + " == " + line.quoted();
      case "not_equals" -> field + " != " + line.quoted();
      case "between" -> field + " >= " + line.lower() + " && " + field + " <= " + line.upper();
      case "in" -> field + " in [" + line.quotedList() + "]";
      case "not_in" -> "!(" + field + " in [" + line.quotedList() + "])";
      case "contains" -> field + ".contains(" + line.quoted() + ")";
      case "not_contains" -> "!" + field + ".contains(" + line.quoted() + ")";
      case "starts_with" -> field + ".startsWith(" + line.quoted() + ")";
      case "ends_with" -> field + ".endsWith(" + line.quoted() + ")";
      case "is_empty" -> field + " == \"\"";
      case "is_not_empty" -> field + " != \"\"";
      default -> field + " " + line.operator() + " " + line.value();
    };
  }
}
