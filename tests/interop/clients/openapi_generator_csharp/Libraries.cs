// What the generated code refers to and Debian's libraries lack. The client uses none of it.
namespace JsonSubTypes { }

namespace Polly
{
    public interface ISyncPolicy<TResult> { }

    public interface IAsyncPolicy<TResult>
    {
        System.Threading.Tasks.Task<PolicyResult<TResult>> ExecuteAndCaptureAsync(
            System.Func<System.Threading.Tasks.Task<TResult>> action);
    }

    public enum OutcomeType { Successful, Failure }

    public class PolicyResult<TResult>
    {
        public OutcomeType Outcome { get; set; }
        public TResult Result { get; set; }
        public System.Exception FinalException { get; set; }
    }
}

namespace Org.OpenAPITools
{
    // In Newtonsoft.Json 6, a strategy for members without a name of their own; every generated member has one.
    public class CamelCaseNamingStrategy
    {
        public bool OverrideSpecifiedNames { get; set; }
    }

    public class DefaultContractResolver : Newtonsoft.Json.Serialization.DefaultContractResolver
    {
        public CamelCaseNamingStrategy NamingStrategy { get; set; }
    }
}
